package org.medsettle.store.chronicle;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.medsettle.domain.account.AccountStore;

/** A process of its own that opens a map, works in it, and prints what the process holds open afterwards. */
final class AccountStoreProbe {
    private AccountStoreProbe() {}

    public static void main(String[] arguments) throws IOException {
        try (AccountStore accounts = ChronicleAccountStore.create(10_000, true, true)) {
            for (long owner = 1; owner <= 10_000; owner++) {
                accounts.at(accounts.open(owner)).balanceFen(owner);
            }
            System.out.println("accounts=" + accounts.count());
            System.out.println("internetSockets=" + internetSockets());
        }
    }

    /** Open sockets of the internet families; the JDK keeps one local socket pair of its own for closing files. */
    private static long internetSockets() throws IOException {
        Set<String> internet = new HashSet<>();
        for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
            Path file = Path.of("/proc/self/net", table);
            if (Files.isReadable(file)) {
                Files.readAllLines(file)
                        .forEach(line -> internet.addAll(List.of(line.trim().split("\\s+"))));
            }
        }
        long sockets = 0;
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : open) {
                String target = Files.isSymbolicLink(descriptor)
                        ? Files.readSymbolicLink(descriptor).toString()
                        : "";
                if (target.startsWith("socket:[") && internet.contains(target.substring(8, target.length() - 1))) {
                    sockets++;
                }
            }
        }
        return sockets;
    }
}
