/** The admin and operations door: health, metrics, imports, card and account events. Cold: clarity before speed; one event loop owns it all. */
@NullMarked
package org.medsettle.gateway.admin;

import org.jspecify.annotations.NullMarked;
