/** Pure nouns and rules of settlement: money is a long in fen, identifiers are packed words, nothing here reads a clock, draws a random number or starts a thread. */
@NullMarked
package org.medsettle.domain;

import org.jspecify.annotations.NullMarked;
