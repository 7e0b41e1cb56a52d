package org.medsettle.gateway.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * What the demo needs from the other commands: making the import files and bringing them into a node.
 *
 * <p>Failure: what could not be written, sent or was rejected is an exception that says so.
 */
public interface DemoSetup {
    /** Writes the import files of a population into {@code directory}. */
    void makePopulation(int accounts, long seed, Path directory) throws IOException;

    /** Imports all of them through the admin door. */
    void importAll(Path directory, URI adminDoor) throws IOException, InterruptedException;
}
