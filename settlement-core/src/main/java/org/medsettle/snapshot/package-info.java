/**
 * Snapshots of the whole state at one point of the command order, taken from a running node without stopping it: the state
 * machine copies slices between commands, another thread writes them. {@code docs/spec/snapshot-format.md} is the contract
 * of the bytes.
 *
 * <p>Hot side: {@link org.medsettle.snapshot.ImageCopier}, which runs on the state machine's thread in small portions.
 */
@NullMarked
package org.medsettle.snapshot;

import org.jspecify.annotations.NullMarked;
