/** What enters and leaves the core: commands, replies, result codes, and their byte layouts, which are also the journal's. Pure. */
@NullMarked
package org.medsettle.command;

import org.jspecify.annotations.NullMarked;
