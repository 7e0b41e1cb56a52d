/** The rules: what every command does to the ledger, and the bundle of store ports they work on. */
@NullMarked
package org.medsettle.state;

import org.jspecify.annotations.NullMarked;
