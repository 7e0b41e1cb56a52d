package org.medsettle.gateway.cli.demo;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What all windows of one run share: who may come, what has been sent, what must be in the books.
 *
 * <p>Threads: everything in it but the population and the violations belongs to the client's event loop.
 */
record Scene(
        DemoPopulation population,
        MessageIds ids,
        HisMessageEncoder encoder,
        Witness witness,
        ModelBooks books,
        TrafficFigures figures,
        Violations violations) {

    /** A fresh scene; nothing has been sent yet. */
    static Scene of(DemoPopulation population) {
        MessageIds ids = new MessageIds(population.venues(), Instant.now());
        return new Scene(
                population,
                ids,
                new HisMessageEncoder(population.venues(), ids),
                new Witness(),
                new ModelBooks(population),
                new TrafficFigures(),
                new Violations());
    }

    /** Today in Shanghai as epoch day. */
    static long today() {
        return LocalDate.now(DemoPopulation.SHANGHAI).toEpochDay();
    }
}
