/** How log lines look: JSON for machines, text for terminals, identities masked by type in both. Knows no door. */
@NullMarked
package org.medsettle.gateway.log;

import org.jspecify.annotations.NullMarked;
