/** A whole node of our own as a child process: started, filled, measured from outside and stopped. */
@NullMarked
package org.medsettle.bench.node;

import org.jspecify.annotations.NullMarked;
