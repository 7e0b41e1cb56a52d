package org.medsettle.gateway.cli.population;

import java.util.Locale;
import org.medsettle.domain.institution.InstitutionKind;

/**
 * The institutions of an invented population: one for some five hundred accounts, more than half of them pharmacies.
 *
 * <p>Threads: immutable. Invariant: codes are unique; every kind is there.
 */
public final class InstitutionDraw {
    private static final int ACCOUNTS_PER_INSTITUTION = 500;
    private static final int LEAST = 24;
    private static final int MOST = 5_000;
    private static final int TERMINALS = 20;
    private static final String[] HOUSES = {"康宁", "仁和", "济民", "同德", "益寿", "安康", "惠民", "百草"};

    private final int count;
    private final Draw draw;

    public InstitutionDraw(Population population) {
        this.count = Math.min(MOST, Math.max(LEAST, population.accounts() / ACCOUNTS_PER_INSTITUTION));
        this.draw = population.draw();
    }

    public int count() {
        return count;
    }

    public InstitutionKind kind(int index) {
        int lot = index % 20;
        if (lot < 11) {
            return InstitutionKind.PHARMACY;
        }
        return lot < 15 ? InstitutionKind.CLINIC : lot < 19 ? InstitutionKind.HOSPITAL : InstitutionKind.FITNESS;
    }

    public int area(int index) {
        return Areas.home(index % Areas.count());
    }

    /** Letter of the kind, area, five digits. */
    public String code(int index) {
        char letter = kind(index) == InstitutionKind.PHARMACY ? 'P' : 'H';
        return String.format(Locale.ROOT, "%c%06d%05d", letter, area(index), index + 1);
    }

    public String name(int index) {
        String house = HOUSES[index % HOUSES.length];
        return switch (kind(index)) {
            case PHARMACY -> house + "大药房第" + (index + 1) + "店";
            case CLINIC -> house + "社区诊所第" + (index + 1) + "分部";
            case HOSPITAL -> house + "第" + (index + 1) + "人民医院";
            case FITNESS -> house + "体育健身中心" + (index + 1) + "馆";
        };
    }

    /** Allowed kinds of care, separated by semicolons. */
    public String medTypes(int index) {
        return switch (kind(index)) {
            case PHARMACY -> "41";
            case CLINIC -> "11;12;14";
            case HOSPITAL -> "11;12;13;14;21";
            case FITNESS -> "9901";
        };
    }

    public String merchant(int index) {
        return String.format(Locale.ROOT, "8%06d%08d", area(index), index + 1);
    }

    /** One to four terminals, separated by semicolons. */
    public String terminals(int index) {
        StringBuilder terminals = new StringBuilder();
        for (int i = 0; i <= draw.below(index, TERMINALS, 4); i++) {
            terminals.append(i == 0 ? "" : ";").append(String.format(Locale.ROOT, "T%05d%02d", index + 1, i));
        }
        return terminals.toString();
    }
}
