/** The operators' console: one page and its parts, from the jar, with headers that let nothing else in. */
@NullMarked
package org.medsettle.gateway.admin.console;

import org.jspecify.annotations.NullMarked;
