/** ISO 8583 messages as bytes: field tables, one decoder, one encoder. Knows no business and no connection. */
@NullMarked
package org.medsettle.gateway.pos.codec;

import org.jspecify.annotations.NullMarked;
