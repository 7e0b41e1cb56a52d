package org.medsettle.gateway.cli.population;

import java.time.LocalDate;
import org.medsettle.domain.card.BankNumber;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.person.CitizenId;
import org.medsettle.domain.person.InsuredState;
import org.medsettle.domain.person.Person;

/**
 * An invented insured population of any size: everything about a person is a function of the seed and the person's index,
 * so nothing is kept and any part of it can be asked for in any order.
 *
 * <p>Threads: immutable, any. Units: fen, indices from 0. Invariant: person numbers, citizen ids, card numbers, bank
 * numbers and tokens are unique and carry their right check characters; exactly {@link #accounts()} persons are in the
 * employee scheme.
 */
public final class Population {
    /** Largest population there are citizen ids for. */
    public static final int MAX_ACCOUNTS = 200_000_000;

    private static final int NAME = 1;
    private static final int INSURED = 2;
    private static final int BALANCE = 3;
    private static final int BALANCE_TIER = 4;
    private static final int CARD_STATE = 5;
    private static final int SN = 6;
    private static final int EXPIRY = 7;
    private static final int TOKEN = 8;
    private static final int TOKEN_TAIL = 9;

    /** Every fifth person is a resident without a personal account. */
    private static final int RESIDENT_EVERY = 5;

    private static final long STEP = 2_147_483_647L;
    private static final LocalDate FIRST_EMPLOYEE_BIRTH = LocalDate.of(1956, 1, 1);
    private static final int EMPLOYEE_DAYS = 17_800;
    private static final int EMPLOYEE_ORDERS = 800;
    private static final LocalDate FIRST_RESIDENT_BIRTH = LocalDate.of(1935, 1, 1);
    private static final int RESIDENT_DAYS = 33_000;
    private static final int RESIDENT_ORDERS = 200;
    private static final long CARD_DIGITS = 10_000_000;
    private static final long BANK_PREFIX = 621_785_000_000_000_000L;

    private final int accounts;
    private final int persons;
    private final Draw draw;

    public Population(int accounts, long seed) {
        if (accounts < 1 || accounts > MAX_ACCOUNTS) {
            throw new IllegalArgumentException("accounts must be 1 to " + MAX_ACCOUNTS + ", not " + accounts);
        }
        this.accounts = accounts;
        this.persons = accounts + (accounts - 1) / (RESIDENT_EVERY - 1);
        this.draw = new Draw(seed);
    }

    public int accounts() {
        return accounts;
    }

    public int persons() {
        return persons;
    }

    Draw draw() {
        return draw;
    }

    public boolean hasAccount(int person) {
        return person % RESIDENT_EVERY != RESIDENT_EVERY - 1;
    }

    /** 310 or 390. */
    public int insuranceType(int person) {
        return hasAccount(person) ? Person.EMPLOYEE_SCHEME : 390;
    }

    public String personNumber(int person) {
        return Digits.decimal(area(person), 6) + Digits.decimal(10_000_000L + person, 14);
    }

    /** The packed citizen id, see {@link CitizenId}. */
    public long citizenId(int person) {
        long born = birthDate(person).getYear() * 10_000L
                + birthDate(person).getMonthValue() * 100L
                + birthDate(person).getDayOfMonth();
        return (area(person) * 100_000_000L + born) * 1_000 + order(person);
    }

    public String name(int person) {
        return Names.of(draw, person, NAME);
    }

    /** 1 male, 2 female, as the last digit of the order number says. */
    public int gender(int person) {
        return order(person) % 2 == 1 ? 1 : 2;
    }

    public LocalDate birthDate(int person) {
        long rest = place(person) / Areas.count();
        return hasAccount(person)
                ? FIRST_EMPLOYEE_BIRTH.plusDays(rest % EMPLOYEE_DAYS)
                : FIRST_RESIDENT_BIRTH.plusDays(rest % RESIDENT_DAYS);
    }

    public int area(int person) {
        return Areas.home((int) (place(person) % Areas.count()));
    }

    private int order(int person) {
        long rest = place(person) / Areas.count();
        return (int) (hasAccount(person) ? rest / EMPLOYEE_DAYS : EMPLOYEE_ORDERS + rest / RESIDENT_DAYS);
    }

    /** The person's own place among all (area, birth date, order number) of the scheme. */
    private long place(int person) {
        return hasAccount(person)
                ? draw.shuffled(
                        (long) person - person / RESIDENT_EVERY,
                        STEP,
                        (long) Areas.count() * EMPLOYEE_DAYS * EMPLOYEE_ORDERS)
                : draw.shuffled(person / RESIDENT_EVERY, STEP, (long) Areas.count() * RESIDENT_DAYS * RESIDENT_ORDERS);
    }

    /** Person class (psn_type): 11 in work, 12 retired, 14 minor, 15 adult, 16 elderly resident. */
    public String personType(int person) {
        int born = birthDate(person).getYear();
        if (hasAccount(person)) {
            return born < 1964 ? "12" : "11";
        }
        return born < 1964 ? "16" : born > 2007 ? "14" : "15";
    }

    /** Code of an {@link InsuredState}; 97.5 % are insured normally. */
    public int insuredState(int person) {
        int lot = draw.below(person, INSURED, 1_000);
        InsuredState state = lot < 975
                ? InsuredState.NORMAL
                : lot < 985 ? InsuredState.SUSPENDED : lot < 995 ? InsuredState.ENDED : InsuredState.NOT_INSURED;
        return state.code();
    }

    /** Opening balance: a few have next to nothing, most some thousand yuan; 0 without an account. */
    public long openingFen(int person) {
        if (!hasAccount(person)) {
            return 0;
        }
        int tier = draw.below(person, BALANCE_TIER, 100);
        if (tier < 5) {
            return draw.below(person, BALANCE, 5_000);
        }
        if (tier < 75) {
            return 50_000L + draw.below(person, BALANCE, 350_000);
        }
        return tier < 95
                ? 400_000L + draw.below(person, BALANCE, 800_000)
                : 1_200_000L + draw.below(person, BALANCE, 4_800_000);
    }

    public String cardNumber(int person) {
        return cardNumberAt(person);
    }

    /** Card numbers beyond the persons' own, for old cards and those of other areas. */
    String cardNumberAt(long index) {
        String body = (char) ('A' + index / CARD_DIGITS % 26)
                + Digits.decimal(draw.shuffled(index, 7_368_787, CARD_DIGITS), 7);
        return body + CardNumber.checkCharacter(body);
    }

    /** 32 hex digits that begin with the issuing area. */
    public String cardSn(int person) {
        return cardSnAt(area(person), person);
    }

    String cardSnAt(int area, long index) {
        long high = draw.bits(index, SN);
        return Digits.decimal(area, 6) + Digits.hex(high >>> 24, 10) + Digits.hex(draw.bits(index, -SN), 16);
    }

    public String bankNumber(int person) {
        return bankNumberAt(person);
    }

    String bankNumberAt(long index) {
        return BankNumber.unpack(BANK_PREFIX + draw.shuffled(index, 1_000_003, 1_000_000_000_000L));
    }

    /** 94 % are in use; the rest spread over every other state but REPLACED, which only old cards have. */
    public CardState cardState(int person) {
        int lot = draw.below(person, CARD_STATE, 1_000);
        if (lot < 940) {
            return CardState.NORMAL;
        }
        if (lot < 950) {
            return CardState.LOST_FORMAL;
        }
        if (lot < 956) {
            return CardState.LOST_TEMPORARY;
        }
        if (lot < 966) {
            return CardState.LOCKED;
        }
        if (lot < 974) {
            return CardState.EXPIRED;
        }
        return lot < 980 ? CardState.DAMAGED : lot < 987 ? CardState.CANCELLED : CardState.SEALED;
    }

    /** Last day of validity: years ahead, or in the past for an expired card. */
    public LocalDate cardExpiry(int person) {
        int year = cardState(person) == CardState.EXPIRED ? 2019 : 2031;
        return LocalDate.of(year, 1, 1).plusDays(draw.below(person, EXPIRY, 5 * 365));
    }

    /** Six of ten have an electronic credential. */
    public boolean hasToken(int person) {
        return draw.below(person, TOKEN, 10) < 6;
    }

    public String token(int person) {
        return "EC" + Digits.hex(person, 10) + Digits.hex(draw.bits(person, TOKEN_TAIL), 16);
    }

    /** ISO date-time of the token's end; one of fifty has passed. */
    public String tokenEnd(int person) {
        return draw.below(person, -TOKEN, 50) == 0 ? "2024-06-30T23:59:59" : "2035-12-31T23:59:59";
    }
}
