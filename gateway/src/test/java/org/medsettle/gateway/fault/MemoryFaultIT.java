package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.cli.demo.NodeUnderLoad;

/** Too little memory: the ledger's limit, the heap, and the kernel's. Whatever ends the node, the files are well. */
class MemoryFaultIT {
    private static final int MEMORY_EXHAUSTED = 73;
    private static final int HEAP_EXHAUSTED = 3;
    private static final int KILLED = 137;
    private static final String TIGHT = "store.max_off_heap_bytes=50331648";

    @TempDir
    private Path directory;

    @Test
    void shouldStopWithAWordAndLoseNothingWhenTheLedgerOutgrowsItsLimit() throws Exception {
        Path data = directory.resolve("data");
        try (FaultTable.Run run = FaultTable.begin("memory: the ledger outgrows its limit");
                NodeUnderLoad node = new NodeUnderLoad(directory, data, 500, 6, false)) {
            node.start(List.of(), TIGHT);
            node.load(Integer.MAX_VALUE);

            assertEquals(MEMORY_EXHAUSTED, node.awaitEnd(), node.output());
            assertTrue(node.output().contains("medsettle: MEMORY_EXHAUSTED: "), node.output());
            assertTrue(
                    node.output().contains("the stores need more than the configured 50331648 bytes"), node.output());

            node.spawn(List.of(), TIGHT);
            assertEquals(MEMORY_EXHAUSTED, node.awaitExit(), "started with as little: " + node.output());
            assertTrue(node.output().contains("nothing is lost, start it with more"), node.output());

            node.start(List.of());
            run.audited(node.audit(), "with more memory");
            OfflineBooks.check(node, data, directory);
        }
    }

    /** A heap that grows from far too little: each start serves or ends, and none of them harms the files. */
    @Test
    void shouldServeOrEndButHarmNothingWhateverTheHeap() throws Exception {
        Path data = directory.resolve("data");
        try (FaultTable.Run run = FaultTable.begin("memory: a heap far too small");
                NodeUnderLoad node = new NodeUnderLoad(directory, data, 300, 8, false)) {
            node.start(List.of());
            node.await(node.load(200));
            node.kill();
            int ended = 0;
            for (int megabytes = 6; megabytes <= 48; megabytes *= 2) {
                node.spawn(List.of("env", "JDK_JAVA_OPTIONS=-XX:TieredStopAtLevel=1 -Xmx" + megabytes + "m"));
                if (node.awaitDoorsOrEnd()) {
                    node.await(node.load(200));
                    run.audited(node.audit(), megabytes + " MiB of heap");
                    node.kill();
                } else {
                    int exitCode = node.awaitExit();
                    assertTrue(
                            List.of(1, HEAP_EXHAUSTED, MEMORY_EXHAUSTED).contains(exitCode),
                            exitCode + " with " + megabytes + " MiB: " + node.output());
                    ended++;
                    run.survived();
                }
            }
            assertTrue(ended > 0, "6 MiB were enough");
            node.start(List.of());
            run.audited(node.audit(), "with the usual heap");
            OfflineBooks.check(node, data, directory);
        }
    }

    @Test
    void shouldLoseNothingWhenTheKernelKillsItForItsMemory() throws Exception {
        Path data = directory.resolve("data");
        try (FaultTable.Run run = FaultTable.begin("memory: killed by the kernel's limit");
                MemoryGroup group = MemoryGroup.make();
                NodeUnderLoad node = new NodeUnderLoad(directory, data, 300, 7, false)) {
            node.start(List.of());
            node.await(node.load(200));
            node.kill();

            node.start(group.enter());
            node.load(Integer.MAX_VALUE);
            group.squeeze();

            assertEquals(KILLED, node.awaitEnd(), node.output());
            node.start(List.of());
            run.audited(node.audit(), "after the kernel's kill");
            OfflineBooks.check(node, data, directory);
        }
    }
}
