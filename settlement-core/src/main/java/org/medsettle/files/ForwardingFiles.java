package org.medsettle.files;

import java.io.IOException;
import java.util.List;
import org.medsettle.common.ThreadSafe;

/**
 * Files that are others' in everything a subclass does not do its own way: a disk that fails, or one that is never forced.
 *
 * <p>Threads and failures: those of what it forwards to.
 */
@ThreadSafe
public class ForwardingFiles implements DiskFiles {
    private final DiskFiles files;

    public ForwardingFiles(DiskFiles files) {
        this.files = files;
    }

    @Override
    public List<String> list() throws IOException {
        return files.list();
    }

    @Override
    public DiskFile open(String name, boolean writable) throws IOException {
        return files.open(name, writable);
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return files.create(name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        files.rename(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
        files.delete(name);
    }

    @Override
    public void forceDirectory() throws IOException {
        files.forceDirectory();
    }
}
