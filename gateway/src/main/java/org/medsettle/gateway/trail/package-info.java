/** The audit trail: one record of every operator's call, refused ones too, each chained to the one before. Knows no door. */
@NullMarked
package org.medsettle.gateway.trail;

import org.jspecify.annotations.NullMarked;
