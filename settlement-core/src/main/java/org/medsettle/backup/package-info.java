/**
 * Copies of a node's data directory: taken while the node runs, checked, added to, and put back up to a sequence or a time.
 * A backup is itself a data directory that {@code medsettle verify} reads, with a manifest beside; {@code docs/ops/backup.md}
 * tells how to use them.
 *
 * <p>Cold side: nothing here runs in a node.
 */
@NullMarked
package org.medsettle.backup;

import org.jspecify.annotations.NullMarked;
