/** Brings import files into a running node over its admin door, piece by piece. Cold. */
@NullMarked
package org.medsettle.gateway.cli.imports;

import org.jspecify.annotations.NullMarked;
