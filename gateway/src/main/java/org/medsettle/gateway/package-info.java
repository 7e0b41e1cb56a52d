/** The server around the core: doors, configuration, command line. */
@NullMarked
package org.medsettle.gateway;

import org.jspecify.annotations.NullMarked;
