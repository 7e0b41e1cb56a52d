/**
 * The POS door: ISO 8583 over TCP for pharmacy terminals and acquirers' links. Start with {@link
 * org.medsettle.gateway.pos.PosServer}, then {@code PosLoop}.
 */
@NullMarked
package org.medsettle.gateway.pos;

import org.jspecify.annotations.NullMarked;
