package org.medsettle.store.chronicle;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.state.ImageSection;
import org.medsettle.state.ImagedStore;
import org.medsettle.state.SectionKind;

/**
 * The personal accounts as one section of a snapshot: one behind the other, in order of opening.
 *
 * <p>Failure: accounts that do not follow on those there are, when restored, are an {@link IllegalArgumentException}.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class AccountImage implements ImagedStore, ImageSection {
    private final ChronicleAccountStore store;
    private final BlockList blocks;
    private final AccountView view;
    private long restoring;

    AccountImage(ChronicleAccountStore store, BlockList blocks, AccountView view) {
        this.store = store;
        this.blocks = blocks;
        this.view = view;
    }

    @Override
    public boolean holds(SectionKind kind) {
        return kind == SectionKind.ACCOUNT;
    }

    @Override
    public void sections(Consumer<ImageSection> visitor) {
        visitor.accept(this);
    }

    @Override
    public SectionKind kind() {
        return SectionKind.ACCOUNT;
    }

    @Override
    public long number() {
        return 0;
    }

    @Override
    public long length() {
        return blocks.count() * AccountView.BYTES;
    }

    @Override
    public int granuleBytes() {
        return AccountView.BYTES;
    }

    @Override
    public long nextChanged(long from, long to) {
        return blocks.nextChanged(from, to);
    }

    @Override
    public void copy(long offset, int length, ByteBuffer target) {
        long end = (offset + length) / AccountView.BYTES;
        for (long index = offset / AccountView.BYTES; index < end; index++) {
            view.wrap(blocks.get(index));
            view.copyTo(target);
            blocks.unmark(index);
        }
    }

    @Override
    public void describe(ByteBuffer target) {
        target.putInt(AccountView.BYTES);
    }

    @Override
    public Restore restore(SectionKind kind, long number, long length, ByteBuffer description) {
        int accountBytes = description.getInt();
        if (accountBytes != AccountView.BYTES || length % AccountView.BYTES != 0 || blocks.count() != 0) {
            throw new IllegalArgumentException(
                    length + " bytes of accounts of " + accountBytes + ", this node's have " + AccountView.BYTES);
        }
        restoring = length / AccountView.BYTES;
        return this::put;
    }

    private void put(long offset, ByteBuffer source) {
        if (offset % AccountView.BYTES != 0 || source.remaining() % AccountView.BYTES != 0) {
            throw new IllegalArgumentException("half an account at " + offset);
        }
        for (long index = offset / AccountView.BYTES; source.hasRemaining(); index++) {
            if (index == blocks.count() && index < restoring) {
                store.open(AccountView.ownerIn(source));
            }
            if (index >= blocks.count()) {
                throw new IllegalArgumentException("account " + index + " comes before those it follows on");
            }
            view.wrap(blocks.get(index));
            view.copyFrom(source);
            source.position(source.position() + AccountView.BYTES);
        }
    }

    @Override
    public void finishRestore() {
        if (blocks.count() != restoring) {
            throw new IllegalArgumentException(blocks.count() + " accounts of " + restoring);
        }
    }
}
