package org.medsettle.state;

import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.CreditBody;
import org.medsettle.command.EventBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.Fen;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.account.AccountStore;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.person.PersonStore;

/** CREDIT and ACCOUNT_EVENT: money that comes in, and opening, freezing, thawing and closing an account. */
@ThreadConfined(Threads.STATE_MACHINE)
final class AccountHandler {
    private final Ledger ledger;
    private final PersonStore persons;
    private final AccountStore accounts;
    private final KeyRules keys;
    private final CreditBody credit = new CreditBody();
    private final EventBody event = new EventBody();

    AccountHandler(Ledger ledger, KeyRules keys) {
        this.ledger = ledger;
        this.keys = keys;
        persons = ledger.stores.persons();
        accounts = ledger.stores.accounts();
    }

    /** Credits an account, once per key. */
    void credit(Command command, Reply reply) {
        credit.wrap(command.body(), 0);
        if (!keys.isRepeat(credit, reply)) {
            keys.conclude(credit, credit(), reply);
        }
    }

    private ResultCode credit() {
        long reference = persons.findByNumber(credit.buffer(), credit.personOffset());
        if (reference == PersonStore.NONE) {
            return ResultCode.PERSON_UNKNOWN;
        }
        Account account = accountOf(reference);
        if (account == null) {
            return ResultCode.NO_PERSONAL_ACCOUNT;
        }
        if (account.isClosed()) {
            return ResultCode.ACCOUNT_CLOSED;
        }
        ResultCode code = checkAmount(account);
        if (code == ResultCode.OK) {
            ledger.books.credit(account, credit.amountFen());
        }
        return code;
    }

    private ResultCode checkAmount(Account account) {
        long fen = credit.amountFen();
        return switch (credit.kind()) {
            case CreditBody.CONTRIBUTION, CreditBody.INTEREST, CreditBody.REIMBURSEMENT ->
                Fen.isBill(fen) ? ResultCode.OK : ResultCode.AMOUNT_INVALID;
            case CreditBody.CORRECTION -> checkCorrection(account, fen);
            default -> ResultCode.FIELD_INVALID;
        };
    }

    private ResultCode checkCorrection(Account account, long fen) {
        if (!hasTwoOperators()) {
            return ResultCode.FORBIDDEN;
        }
        if (!Fen.isBill(Math.abs(fen))) {
            return ResultCode.AMOUNT_INVALID;
        }
        return account.balanceFen() + fen < 0 ? ResultCode.BALANCE_INSUFFICIENT : ResultCode.OK;
    }

    private boolean hasTwoOperators() {
        int width = CreditBody.OPERATOR_BYTES;
        return AsciiField.length(credit.buffer(), credit.operatorOffset(), width) > 0
                && AsciiField.length(credit.buffer(), credit.secondOperatorOffset(), width) > 0
                && !AsciiField.equal(
                        credit.buffer(),
                        credit.operatorOffset(),
                        credit.buffer(),
                        credit.secondOperatorOffset(),
                        width);
    }

    /** Opens, freezes, thaws or closes an account, once per key. */
    void event(Command command, Reply reply) {
        event.wrap(command.body(), 0);
        if (!keys.isRepeat(event, reply)) {
            keys.conclude(event, event(), reply);
        }
    }

    private ResultCode event() {
        long reference = persons.findByNumber(event.buffer(), event.personOffset());
        if (reference == PersonStore.NONE) {
            return ResultCode.PERSON_UNKNOWN;
        }
        Account account = accountOf(reference);
        if (account == null) {
            return ResultCode.NO_PERSONAL_ACCOUNT;
        }
        long flags = account.flags();
        return switch (event.event()) {
            case EventBody.ACCOUNT_OPEN ->
                account.isClosed() ? flag(account, flags & ~Account.CLOSED) : named(ResultCode.ACCOUNT_OPEN);
            case EventBody.ACCOUNT_FREEZE -> ifOpen(account, flags | Account.FROZEN);
            case EventBody.ACCOUNT_UNFREEZE -> ifOpen(account, flags & ~Account.FROZEN);
            case EventBody.ACCOUNT_CLOSE -> close(account);
            default -> ResultCode.FIELD_INVALID;
        };
    }

    private ResultCode close(Account account) {
        if (account.isClosed()) {
            return ResultCode.ACCOUNT_CLOSED;
        }
        return account.balanceFen() == 0 && account.heldFen() == 0
                ? flag(account, account.flags() | Account.CLOSED)
                : named(ResultCode.ACCOUNT_NOT_EMPTY);
    }

    /** What is in the way by its own name, which earlier rules did not know. */
    private ResultCode named(ResultCode reason) {
        return ledger.rules.namesStateOfAccount() ? reason : ResultCode.FIELD_INVALID;
    }

    private ResultCode ifOpen(Account account, long flags) {
        return account.isClosed() ? ResultCode.ACCOUNT_CLOSED : flag(account, flags);
    }

    private ResultCode flag(Account account, long flags) {
        ledger.books.flag(account, flags);
        return ResultCode.OK;
    }

    private @Nullable Account accountOf(long personReference) {
        Person person = persons.at(personReference);
        return person.accountHandle() == AccountStore.NONE ? null : accounts.at(person.accountHandle());
    }
}
