/** The ground floor: contracts of threads, always-on checks, the fatal-error port and the clock. Imports nothing of ours. */
@NullMarked
package org.medsettle.common;

import org.jspecify.annotations.NullMarked;
