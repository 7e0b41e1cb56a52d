/** The personal medical account of an employee-scheme member. */
@NullMarked
package org.medsettle.domain.account;

import org.jspecify.annotations.NullMarked;
