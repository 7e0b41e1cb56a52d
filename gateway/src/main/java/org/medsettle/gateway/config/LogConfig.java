package org.medsettle.gateway.config;

/**
 * How the node logs: form ({@code auto}, {@code json}, {@code text}), and levels of our own lines and of the libraries'. May
 * change while the node runs.
 */
public record LogConfig(String format, String level, String libraryLevel) {}
