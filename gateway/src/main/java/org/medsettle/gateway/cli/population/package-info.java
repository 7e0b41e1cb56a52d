/** Invented insured populations, the same for the same seed: areas are real codes, people are not. Cold. */
@NullMarked
package org.medsettle.gateway.cli.population;

import org.jspecify.annotations.NullMarked;
