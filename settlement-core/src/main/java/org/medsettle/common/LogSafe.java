package org.medsettle.common;

/** Marks a type whose {@code toString} holds no identity by construction, so that the log shows it unmasked. */
public interface LogSafe {}
