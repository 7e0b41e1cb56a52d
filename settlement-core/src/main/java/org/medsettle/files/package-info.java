/**
 * The disk under a node: files and directories behind ports, so that a test can put a disk there that fails, and the data
 * directory itself with its lock and its format.
 *
 * <p>Cold side; the journal's writes go through {@link org.medsettle.files.DiskFile} without any allocation.
 */
@NullMarked
package org.medsettle.files;

import org.jspecify.annotations.NullMarked;
