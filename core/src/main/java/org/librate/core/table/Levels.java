package org.librate.core.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Different texts, numbered in the order they came: a hash table that is asked with characters, so that a text that is known costs no String. */
final class Levels {

    private final List<String> texts = new ArrayList<>();
    private int[] hashes = new int[16];
    private int[] slots = new int[64]; // number + 1; 0 is free

    int size() {
        return texts.size();
    }

    List<String> texts() {
        return texts;
    }

    /** The number of a text, a new one if it is new. */
    int number(char[] text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text[i];
        }
        int mask = slots.length - 1;
        int slot = spread(hash) & mask;
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            if (hashes[number] == hash && same(texts.get(number), text, from, to)) {
                return number;
            }
            slot = slot + 1 & mask;
        }
        int number = texts.size();
        texts.add(new String(text, from, to - from));
        if (number == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * number);
        }
        hashes[number] = hash;
        slots[slot] = number + 1;
        if (2 * texts.size() > slots.length) {
            grow();
        }
        return number;
    }

    private static boolean same(String known, char[] text, int from, int to) {
        if (known.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (known.charAt(i - from) != text[i]) {
                return false;
            }
        }
        return true;
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ mixed >>> 15;
    }

    private void grow() {
        int[] more = new int[2 * slots.length];
        for (int number = 0; number < texts.size(); number++) {
            int slot = spread(hashes[number]) & more.length - 1;
            while (more[slot] != 0) {
                slot = slot + 1 & more.length - 1;
            }
            more[slot] = number + 1;
        }
        slots = more;
    }
}
