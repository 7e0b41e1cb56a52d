/** One class per command of bin/medsettle; all of them talk to a node from outside, or start one. Cold. */
@NullMarked
package org.medsettle.gateway.cli;

import org.jspecify.annotations.NullMarked;
