/** The five import files: reading their lines and turning each good one into a command. */
@NullMarked
package org.medsettle.gateway.admin.csv;

import org.jspecify.annotations.NullMarked;
