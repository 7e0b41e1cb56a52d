package org.medsettle.gateway.admin;

/** A core whose readings never change, to be found again on the page. */
final class FixedReadings implements CoreReadings {
    private int asked;

    @Override
    public Newest newestSnapshot() {
        return new Newest(8_500, 0xCAFEL, 1_790_000_000_000L, 1_500_000_000L, 77_000);
    }

    @Override
    public long snapshotWritingBytes() {
        return 11;
    }

    @Override
    public long snapshotFailures() {
        return 3;
    }

    @Override
    public void takeSnapshot() {
        asked++;
    }

    int snapshotsAsked() {
        return asked;
    }

    @Override
    public long ringReserved() {
        return 51;
    }

    @Override
    public long refusedByRing() {
        return 4;
    }

    @Override
    public long journalBytes() {
        return 8_192;
    }

    @Override
    public long journalRolls() {
        return 2;
    }

    @Override
    public long journalRollNs() {
        return 3_000_000;
    }

    @Override
    public long journalSupplyFailing() {
        return 0;
    }

    @Override
    public long tornBytesCut() {
        return 512;
    }

    @Override
    public long diskFreeBytes() {
        return 4_000_000_000L;
    }

    @Override
    public long diskBytes() {
        return 9_000_000_000L;
    }

    @Override
    public long diskReserveBytes() {
        return 500_000_000L;
    }

    @Override
    public long diskSpaceShort() {
        return 1;
    }

    @Override
    public long refusedForSpace() {
        return 17;
    }

    @Override
    public long journalStalled() {
        return 0;
    }

    @Override
    public long recoveryNs() {
        return 1_500_000_000L;
    }

    @Override
    public long recoveredRecords() {
        return 12;
    }

    @Override
    public long verifiedSequence() {
        return 8_512;
    }

    @Override
    public long maxAccounts() {
        return 10_000;
    }

    @Override
    public long maxTableBytes() {
        return 268_435_456;
    }

    @Override
    public long warmUpNs() {
        return 2_000_000_000L;
    }
}
