using Cendra.Agent.Prompts;
using Cendra.Tests.Architecture;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Cendra.Tests.Agent.Releases;

/// <summary>What a release says: the words of the house where it has some that can be used, and those that ship everywhere else.</summary>
public sealed class PromptReleaseTests
{
    private const string Person = "Your host answers you soon.";

    [Fact]
    public void What_ships_is_within_the_program_as_it_stands_in_the_folder()
    {
        Assert.Equal(Directory.GetFiles(Path.Combine(Repository.Root, "prompts"), "*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal), ShippedTexts.All.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(ShippedTexts.DifferentIn(Path.Combine(Repository.Root, "prompts")));
        Assert.Equal("", ShippedTexts.PolicyIn(Path.Combine(Repository.Root, "prompts")));
    }

    [Fact]
    public void One_text_is_put_in_and_all_others_stay_as_they_stand()
    {
        var release = ReleaseWords.With("basic-replies", "person", "en", Person);
        Assert.Equal(Person, release.Book("basic-replies").Text("en", "person").Raw);
        Assert.Equal(ShippedTexts.Books["basic-replies"].Text("es", "person").Raw, release.Book("basic-replies").Text("es", "person").Raw);
        Assert.Equal(ShippedTexts.Books["basic-replies"].Keys, release.Book("basic-replies").Keys);
        Assert.StartsWith(ShippedTexts.All["basic-replies"].Split('\n')[0], release.Markdown("basic-replies"), StringComparison.Ordinal);
        Assert.Same(ShippedTexts.Books["lock-out"], release.Book("lock-out"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData("One line\n# es\nanother")]
    [InlineData("One line\n\n## entry\n\nanother")]
    [InlineData("de\n---\nanother")]
    public void Words_that_would_break_the_file_are_refused_and_nothing_is_lost(string words) =>
        Assert.Throws<PromptException>(() => PromptEdit.Replace("basic-replies", ShippedTexts.All["basic-replies"], "person", "en", words));

    [Fact]
    public void A_text_without_a_key_and_the_last_of_a_file_can_be_written_too()
    {
        foreach (var (name, markdown) in ShippedTexts.All)
        {
            foreach (var (key, language) in PromptBook.Parts(markdown).Select(p => (p.Key, p.Language)))
            {
                var words = $"Other words {string.Join(' ', ShippedTexts.Books[name].Text(language, key).Places.Select(p => $"{{{{{p}}}}}"))}".Trim();
                var changed = PromptEdit.Replace(name, markdown, key, language, words);
                Assert.Equal(words, PromptBook.Read(name, changed).Text(language, key).Raw);
                Assert.Equal(changed, PromptEdit.Replace(name, changed, key, language, words));
            }
        }
    }

    [Fact]
    public void The_hash_is_of_every_word_and_of_the_policy_and_of_nothing_else()
    {
        var shipped = new PromptRelease(0, ReleaseWords.None, "");
        var same = new PromptRelease(7, new Dictionary<string, string> { ["thanks"] = ShippedTexts.All["thanks"] }, HousePolicy.Shipped.Text());
        var words = ReleaseWords.With("basic-replies", "person", "en", Person);
        var policy = new PromptRelease(0, ReleaseWords.None, "topics-for-a-person: [pets]");
        Assert.Equal(shipped.Hash, same.Hash);
        Assert.Equal(4, new[] { shipped.Hash, words.Hash, policy.Hash, ReleaseWords.With("basic-replies", "person", "en", Person, policy: "topics-for-a-person: [pets]").Hash }.Distinct().Count());
    }

    [Fact]
    public void A_model_is_told_something_else_where_its_words_are_others_and_not_where_a_note_or_another_text_is()
    {
        var shipped = new PromptRelease(0, ReleaseWords.None, "");
        Assert.False(shipped.TellsModelOtherwise(ReleaseWords.With("basic-replies", "person", "en", Person, policy: "longest-answer: 700")));
        Assert.False(shipped.TellsModelOtherwise(ReleaseWords.WithFile("guest-agent", "A note of ours.\n\n" + ShippedTexts.All["guest-agent"])));
        Assert.True(shipped.TellsModelOtherwise(ReleaseWords.With("guest-agent", "rules", "en", ShippedTexts.Books["guest-agent"].Text("en", "rules").Raw + "\nBe brief.")));
    }

    [Fact]
    public void A_file_of_before_an_update_gives_way_text_by_text_where_this_version_cannot_use_it()
    {
        var old = ReleaseWords.WithFile("time-changed", "# en\n\nThe old words for {{guest}} and {{somethingNobodyFills}}.\n\n# es\n\nPalabras propias para {{guest}} en {{property}}.");
        var book = old.Book("time-changed");
        Assert.Equal(ShippedTexts.Books["time-changed"].Text("en").Raw, book.Text("en").Raw);
        Assert.StartsWith("Palabras propias", book.Text("es").Raw, StringComparison.Ordinal);
        Assert.Equal(ShippedTexts.Books["time-changed"].Text("de").Raw, book.Text("de").Raw);
        Assert.Same(ShippedTexts.Books["time-changed"], ReleaseWords.WithFile("time-changed", "nothing in it").Book("time-changed"));
    }

    [Fact]
    public async Task A_turn_keeps_the_release_it_began_with_and_the_next_one_has_the_new_one()
    {
        var shelf = new PromptShelf(new ConfigurationBuilder().Build());
        shelf.PutInForce(ReleaseWords.With("basic-replies", "person", "en", "First.", number: 2));
        var published = new TaskCompletionSource();
        var turn = TurnAsync();
        shelf.PutInForce(ReleaseWords.With("basic-replies", "person", "en", "Second.", number: 3));
        published.SetResult();
        Assert.Equal((2, "First."), await turn);
        Assert.Equal(3, shelf.Release!.Number);
        Assert.Equal("Second.", shelf.Book("basic-replies").Text("en", "person").Raw);

        async Task<(int, string)> TurnAsync()
        {
            shelf.Hold();
            await published.Task.ConfigureAwait(false);
            return (shelf.Release!.Number, shelf.Book("basic-replies").Text("en", "person").Raw);
        }
    }

    [Fact]
    public async Task A_release_written_as_a_folder_is_read_back_as_the_same()
    {
        var release = ReleaseWords.With("basic-replies", "person", "en", Person, policy: "longest-answer: 700");
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await release.WriteAsync(folder.FullName, CancellationToken.None);
            Assert.Equal(release.Hash, new PromptRelease(0, ShippedTexts.DifferentIn(folder.FullName), ShippedTexts.PolicyIn(folder.FullName)).Hash);
            var shelf = new PromptShelf(new ConfigurationBuilder().AddInMemoryCollection([new("Prompts:Folder", folder.FullName)]).Build());
            Assert.Equal((Person, 700), (shelf.Book("basic-replies").Text("en", "person").Raw, shelf.Policy.LongestAnswer));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
