package org.medsettle.gateway.cli;

import org.medsettle.gateway.ServerMain;
import picocli.CommandLine.IVersionProvider;

/** What {@code medsettle --version} prints. */
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"medsettle " + ServerMain.version(), "java " + Runtime.version()};
    }
}
