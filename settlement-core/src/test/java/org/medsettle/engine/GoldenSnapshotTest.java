package org.medsettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ListBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.domain.person.Person;
import org.medsettle.files.MemoryDisk;
import org.medsettle.snapshot.Frame;
import org.medsettle.snapshot.ImageCopier;
import org.medsettle.snapshot.ImageCopier.EndPoint;
import org.medsettle.snapshot.SnapshotInfo;
import org.medsettle.snapshot.SnapshotLoader;
import org.medsettle.snapshot.SnapshotWriter;
import org.medsettle.state.LedgerStores;
import org.medsettle.state.SettlementStateMachine;
import org.medsettle.store.RealStores;
import org.medsettle.store.StoreConfig;

/**
 * The format, byte for byte: the dump here is the one that docs/spec/snapshot-format.md explains. Bytes that a later version
 * cannot read are a change of the format version; bytes that it only writes otherwise are a new dump beside this one.
 */
class GoldenSnapshotTest {
    private static final long TIME_MS = 1_790_000_000_000L;
    private static final long DIGEST = 0xe568_6902_7523_884bL;
    private static final int LINE_BYTES = 16;

    @Test
    void shouldWriteGoldenBytes() throws IOException {
        MemoryDisk disk = new MemoryDisk(1);
        try (LedgerStores stores = stores()) {
            SnapshotInfo info = write(stores, disk);
            assertEquals(golden(), dump(disk.bytes(info.fileName())));
        }
    }

    @Test
    void shouldReadGoldenBytes() throws IOException {
        MemoryDisk disk = new MemoryDisk(1);
        String name = "00000000000000000010.ms";
        disk.put(name, parse(golden()));
        try (LedgerStores stores = stores()) {
            SettlementStateMachine machine = new SettlementStateMachine(stores);

            SnapshotInfo info = SnapshotLoader.load(disk, name, machine);

            assertEquals(10, info.sequence());
            assertEquals(10, machine.sequence());
            assertEquals(DIGEST, machine.digest());
            assertEquals(DIGEST, machine.recountedDigest());
        }
    }

    private static LedgerStores stores() {
        return RealStores.create(new StoreConfig(16, true, 1 << 16, 8 << 20, 0, 7));
    }

    /** Ten commands with a slice between them, so that later runs overrule earlier ones. */
    private static SnapshotInfo write(LedgerStores stores, MemoryDisk disk) throws IOException {
        SettlementStateMachine machine = new SettlementStateMachine(stores);
        SyntheticCommands commands = new SyntheticCommands(TIME_MS);
        Frames frames = new Frames();
        ImageCopier copier = new ImageCopier(machine);
        apply(machine, commands.institution());
        apply(machine, commands.person(0, 100_000));
        apply(machine, commands.person(1, 50_000));
        apply(machine, commands.card(0));
        apply(machine, commands.card(1));
        apply(machine, list());
        apply(machine, commands.settle(1, 0, 12_345));
        forgetAddresses(stores);
        while (!copier.isShort()) {
            copier.slice(frames);
        }
        stores.persons().forEach(reference -> {
            Person person = stores.persons().at(reference);
            person.accountHandle(stores.accounts().handle(person.ordinal() - 1));
        });
        apply(machine, commands.settle(2, 1, 6_000));
        apply(machine, commands.settle(3, 0, 100));
        apply(machine, commands.reverse(4, 0, 3));
        forgetAddresses(stores);
        Frame last = Frame.ofFinal();
        EndPoint end = copier.finish(frames, last);
        if (end == null) {
            throw new AssertionError("too few frames");
        }
        try (SnapshotWriter writer = SnapshotWriter.begin(disk, TIME_MS)) {
            for (Frame frame : frames.full) {
                writer.append(frame);
            }
            writer.append(last);
            return writer.finish(end, "10:0102");
        }
    }

    /** Where an account lies differs from process to process, and means nothing in a snapshot. */
    private static void forgetAddresses(LedgerStores stores) {
        stores.persons().forEach(reference -> stores.persons().at(reference).accountHandle(0x1111_1111L));
    }

    private static Command list() {
        Command command = new Command();
        ListBody body = new ListBody();
        body.wrap(command.reserve(ListBody.HEAD_BYTES + ListBody.ENTRY_BYTES), 0);
        body.head(ListLevel.NATION.code(), 0, 0, 0).add(SyntheticCommands.cardKey(900), 1, 1_789_000_000L, 0);
        return command.set(CommandType.LIST_PUT, body.length());
    }

    private static void apply(SettlementStateMachine machine, Command command) {
        Reply reply = new Reply();
        long sequence = machine.sequence() + 1;
        machine.apply(command, sequence, TIME_MS + sequence, reply);
        if (reply.code() != ResultCode.OK) {
            throw new AssertionError(command.type() + " was answered " + reply.code());
        }
    }

    private static String golden() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(GoldenSnapshotTest.class.getResourceAsStream("/snapshot/golden-snapshot.hex"))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    /** Offset and sixteen bytes a line; lines of zeroes are left out, the last line gives the length. */
    private static String dump(byte[] bytes) {
        HexFormat hex = HexFormat.ofDelimiter(" ");
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < bytes.length; at += LINE_BYTES) {
            String line = hex.formatHex(bytes, at, Math.min(at + LINE_BYTES, bytes.length));
            if (line.chars().anyMatch(c -> c != '0' && c != ' ')) {
                out.append(String.format(Locale.ROOT, "%06x  %s\n", at, line));
            }
        }
        return out.append(String.format(Locale.ROOT, "%06x\n", bytes.length)).toString();
    }

    private static byte[] parse(String dump) {
        List<String> lines = dump.lines().toList();
        byte[] bytes = new byte[Integer.parseInt(lines.get(lines.size() - 1), 16)];
        for (String line : lines.subList(0, lines.size() - 1)) {
            int at = Integer.parseInt(line.substring(0, 6), 16);
            byte[] row = HexFormat.ofDelimiter(" ").parseHex(line.substring(8));
            System.arraycopy(row, 0, bytes, at, row.length);
        }
        return bytes;
    }

    /** As many frames as are asked for. */
    private static final class Frames implements ImageCopier.Frames {
        private final ArrayDeque<Frame> full = new ArrayDeque<>();

        @Override
        public @Nullable Frame takeEmpty() {
            return Frame.ofRuns();
        }

        @Override
        public void filled(Frame frame) {
            full.add(frame);
        }
    }
}
