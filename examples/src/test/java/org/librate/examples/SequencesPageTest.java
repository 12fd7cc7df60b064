package org.librate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.data.Padded;
import org.librate.core.data.SequenceDataset;
import org.librate.core.data.TokenWindows;
import org.librate.core.text.CharTokenizer;
import org.librate.core.text.Tokenizer;
import org.librate.core.text.WordTokenizer;
import org.librate.nn.model.EncoderDecoder;
import org.librate.nn.model.Gpt;
import org.librate.nn.model.TextCnn;
import org.librate.nn.optim.AdamW;
import org.librate.nn.text.Answer;
import org.librate.nn.text.Beam;
import org.librate.nn.text.LanguageModel;
import org.librate.nn.text.Sampling;
import org.librate.nn.text.Translator;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.SaveOptions;
import org.librate.nn.train.Trainer;

/** What docs/sequences.md shows, run. */
class SequencesPageTest {

    @Test
    void tokens_and_rows(@TempDir Path folder) throws Exception {
        List<String> texts = List.of("good soup", "not bad at all, not bad", "a bad day", "good wine, good day");
        int[] labels = {1, 1, 0, 1};
        Path file = folder.resolve("words.json");
        Path path = folder.resolve("model.safetensors");
        WordTokenizer words = WordTokenizer.create().withMinCount(2).withMostWords(20_000).fit(texts);
        words.write(file);
        SequenceDataset data = SequenceDataset.of(words.encodeAll(texts), labels);
        Classifier model = Trainer.classifier(TextCnn.of(words.size(), 2)).epochs(5).fit(data);
        int answer = model.predict(Padded.of(words.encode("not bad at all"))).toInts()[0];
        model.save(path, SaveOptions.create().withTokenizer(words));
        Tokenizer same = Classifier.load(path).tokenizer().orElseThrow();
        assertThat(answer).isBetween(0, 1);
        assertThat(same).isEqualTo(words).isEqualTo(Tokenizer.read(file));
    }

    @Test
    void writing() {
        String text = "the cat sees the dog. ".repeat(60);
        String heldOut = "the dog sees the cat. ";
        CharTokenizer characters = CharTokenizer.of(text);
        Classifier model = Trainer.classifier(Gpt.of(characters.size(), 32).withLayers(2).withHeads(2).withWidth(32))
                .optimizer(AdamW.of(3e-3)).epochs(1)
                .fit(TokenWindows.of(characters.encode(text), 32));
        LanguageModel writer = LanguageModel.of(model, characters);
        String more = writer.generate("the ", 40, Sampling.of(7).withTemperature(0.8).withTopK(10));
        StringBuilder streamed = new StringBuilder();
        writer.stream("the ", 40, Sampling.greedy(), streamed::append);
        double perplexity = writer.perplexity(heldOut);
        assertThat(more).hasSize(40);
        assertThat(streamed).hasSize(40);
        assertThat(perplexity).isBetween(1.0, 20.0);
    }

    @Test
    void one_sequence_from_another() {
        int start = 10;
        int end = 11;
        int[][] source = {{1, 2}, {3, 4, 5}};
        int[][] target = {{2, 1, end}, {5, 4, 3, end}};
        SequenceDataset pairs = SequenceDataset.pairs(source, target).withTeacherForcing(start);
        Classifier model = Trainer.classifier(EncoderDecoder.lstm(12, 12).withWidth(16).net()).epochs(1).fit(pairs);
        Translator translator = Translator.of(model, start, end);
        int[] answer = translator.translate(source[0], 10);
        List<Answer> three = translator.search(source[0], 10, Beam.of(4).withLengthPenalty(0.6).withBest(3));
        assertThat(answer).hasSizeLessThanOrEqualTo(10);
        assertThat(three).hasSize(3);
    }
}
