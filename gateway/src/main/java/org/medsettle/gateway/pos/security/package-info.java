/** Keys of terminals, message authentication, PINs and client certificates. Knows no message and no business. */
@NullMarked
package org.medsettle.gateway.pos.security;

import org.jspecify.annotations.NullMarked;
