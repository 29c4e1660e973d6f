using Cendra.Server.Releases;

namespace Cendra.Server.Tests.Console;

/// <summary>What an owner typed is there until it is saved or thrown away, and knows what it began from.</summary>
public sealed class UnsavedTextsTests
{
    private static readonly TextPlace Person = new("basic-replies", "person", "en");
    private static readonly TextPlace Entry = new("basic-replies", "entry", "en");

    [Fact]
    public void Who_goes_to_another_text_and_back_finds_what_was_typed()
    {
        var unsaved = new UnsavedTexts();
        unsaved.Type(Person, "Stored.", "Typed.");
        Assert.Equal(("Another.", false), (unsaved.Words(Entry, "Another."), unsaved.IsTyped(Entry, "Another.")));
        Assert.Equal(("Typed.", "Stored.", true), (unsaved.Words(Person, "Stored."), unsaved.From(Person, "Stored."), unsaved.IsTyped(Person, "Stored.")));
        Assert.Equal([Person], unsaved.All);
        unsaved.Type(Person, "Stored.", "Stored.");
        Assert.Empty(unsaved.All);
    }

    [Fact]
    public void What_somebody_else_stored_meanwhile_overtakes_what_is_typed_until_one_of_the_two_is_chosen()
    {
        var unsaved = new UnsavedTexts();
        Assert.Equal("Theirs.", unsaved.Words(Person, "Theirs.")); // Nothing was typed: what is stored is shown.
        unsaved.Type(Person, "Stored.", "Typed.");
        unsaved.Type(Person, "Theirs.", "Typed on."); // The page has read again; the words began from the first.
        Assert.Equal((true, "Stored."), (unsaved.IsOvertaken(Person, "Theirs."), unsaved.From(Person, "Theirs.")));
        Assert.False(unsaved.IsOvertaken(Person, "Typed on.")); // They wrote the same.
        unsaved.GoOnFrom(Person, "Theirs.");
        Assert.Equal((false, "Typed on."), (unsaved.IsOvertaken(Person, "Theirs."), unsaved.Words(Person, "Theirs.")));
        unsaved.Drop(Person);
        Assert.Equal("Theirs.", unsaved.Words(Person, "Theirs."));
    }

    [Fact]
    public void A_file_as_it_ships_takes_what_was_typed_in_it_and_nothing_else()
    {
        var (unsaved, thanks) = (new UnsavedTexts(), new TextPlace("thanks", "", "de"));
        unsaved.Type(Person, "a", "b");
        unsaved.Type(Entry, "a", "b");
        unsaved.Type(thanks, "a", "b");
        unsaved.DropFile("basic-replies");
        Assert.Equal([thanks], unsaved.All);
    }
}
