package org.medsettle.gateway.cli.demo;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.person.InsuredState;

/** Those who come to one till and to no other: every so-many-th person of the population who has a card. */
@ThreadConfined(Threads.CALLER)
final class TillCustomers {
    private final DemoPopulation population;
    private final int shard;
    private final int shards;

    TillCustomers(DemoPopulation population, int shard, int shards) {
        this.population = population;
        this.shard = shard;
        this.shards = shards;
    }

    /** Number of the next one. */
    int draw(SplittableRandom random) {
        int count = (population.size() - shard + shards - 1) / shards;
        while (true) {
            int person = shard + shards * random.nextInt(count);
            if (population.person(person).card() != null) {
                return person;
            }
        }
    }

    @Nullable
    SocialCard cardOf(int person) {
        return population.person(person).card();
    }

    /** True when card, person and account may pay; a till knows only what the population says. */
    boolean isWelcome(int person) {
        Insured insured = population.person(person);
        SocialCard card = insured.card();
        return card != null
                && card.state() == CardState.NORMAL
                && !card.isListed()
                && (card.expiryDay() == 0 || card.expiryDay() >= Scene.today())
                && insured.insuredState() == InsuredState.NORMAL.code()
                && insured.hasAccount();
    }
}
