/**
 * The input journal: stamped commands, forced to disk before anything they caused may be told to anyone. {@code
 * docs/spec/journal-format.md} is the contract of the bytes; {@link org.medsettle.journal.CommandLog} is all that the
 * engine sees.
 *
 * <p>Hot side: {@code JournalWriter}, {@code BatchEncoder}, {@code BatchChain}. Everything else is cold side.
 */
@NullMarked
package org.medsettle.journal;

import org.jspecify.annotations.NullMarked;
