package org.medsettle.gateway.cli.population;

/** Administrative areas (GB/T 2260): where the insured live, and where other listed cards come from. Threads: stateless. */
final class Areas {
    private static final int[] HOME = {
        110101, 310101, 320102, 330106, 350102, 370102, 420106, 430102, 440103, 440305, 500103, 510104, 510107, 530102,
        610113, 210102
    };
    private static final int[] ELSEWHERE = {230102, 460105, 540102, 620102, 640104, 650102};

    private Areas() {}

    static int count() {
        return HOME.length;
    }

    static int home(int index) {
        return HOME[index];
    }

    static int elsewhere(int index) {
        return ELSEWHERE[index % ELSEWHERE.length];
    }
}
