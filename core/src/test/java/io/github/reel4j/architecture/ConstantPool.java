package io.github.reel4j.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads all texts of a class file: identifiers, type names and string constants. */
final class ConstantPool {

    private ConstantPool() {}

    static List<String> texts(JavaClass type) {
        try (InputStream file = type.getSource().orElseThrow().getUri().toURL().openStream();
                DataInputStream in = new DataInputStream(file)) {
            in.skipNBytes(8);
            int entries = in.readUnsignedShort();
            List<String> texts = new ArrayList<>();
            for (int i = 1; i < entries; i++) {
                i += readEntry(in, texts);
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads one entry. Returns the number of further entries that it occupies; see chapter 4.4 of the JVM
     * specification.
     */
    private static int readEntry(DataInputStream in, List<String> texts) throws IOException {
        int tag = in.readUnsignedByte();
        switch (tag) {
            case 1 -> texts.add(in.readUTF());
            case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
            case 15 -> in.skipNBytes(3);
            case 5, 6 -> in.skipNBytes(8);
            default -> in.skipNBytes(4);
        }
        return tag == 5 || tag == 6 ? 1 : 0;
    }
}
