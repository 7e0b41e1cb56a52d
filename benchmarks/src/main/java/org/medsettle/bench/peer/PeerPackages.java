package org.medsettle.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the peers' programs, and installs Debian's packages where they are missing and we may.
 *
 * <p>Threads: one. Failure: {@link IOException} says which package to install by hand.
 */
final class PeerPackages {
    private static final Path POSTGRES_VERSIONS = Path.of("/usr/lib/postgresql");
    private static final String ROOT = "root";

    private PeerPackages() {}

    /** Folder of PostgreSQL's programs, the newest version that is there. */
    static Path postgres() throws IOException {
        Optional<Path> found = findPostgres();
        if (found.isEmpty()) {
            install("postgresql");
            found = findPostgres();
        }
        return found.orElseThrow(() -> new IOException("no PostgreSQL server in " + POSTGRES_VERSIONS));
    }

    private static Optional<Path> findPostgres() throws IOException {
        if (!Files.isDirectory(POSTGRES_VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(POSTGRES_VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin ->
                            Files.isExecutable(bin.resolve("initdb")) && Files.isExecutable(bin.resolve("pgbench")))
                    .max(Comparator.comparing(Path::toString));
        }
    }

    /** Redis' server. */
    static Path redis() throws IOException {
        Optional<Path> found = onPath("redis-server");
        if (found.isEmpty()) {
            install("redis-server");
            found = onPath("redis-server");
        }
        return found.orElseThrow(() -> new IOException("no redis-server on the path"));
    }

    static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static boolean isRoot() {
        return ROOT.equals(System.getProperty("user.name"));
    }

    private static void install(String debianPackage) throws IOException {
        if (!isRoot() || onPath("apt-get").isEmpty()) {
            throw new IOException("install the package " + debianPackage + " first, or run this as root on Debian");
        }
        System.out.println("installing Debian's package " + debianPackage);
        List<String> environment = List.of("env", "DEBIAN_FRONTEND=noninteractive");
        PeerProcess.run(List.of("apt-get", "update", "-qq"));
        PeerProcess.run(Stream.concat(
                        environment.stream(),
                        Stream.of("apt-get", "install", "-y", "-qq", "--no-install-recommends", debianPackage))
                .toList());
    }
}
