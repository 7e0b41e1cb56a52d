/**
 * An independent oracle of the ledger: a naive model of every command in plain collections, written from the contract and
 * not from the state machine, a seeded generator of commands that meets its corners often, and plain records of what goes
 * in and what comes out, so that the two can be compared by {@code equals}.
 */
@NullMarked
package org.medsettle.model;

import org.jspecify.annotations.NullMarked;
