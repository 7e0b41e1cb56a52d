/**
 * The main job end to end, from outside: a population, a node as a child process, hospital and pharmacy traffic, a kill
 * in the middle, and an audit that trusts nothing but answers. The fault tests are built of the same pieces. Cold side.
 */
@NullMarked
package org.medsettle.gateway.cli.demo;

import org.jspecify.annotations.NullMarked;
