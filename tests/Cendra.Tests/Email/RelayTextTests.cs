using Cendra.Messaging.Email.Reading;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Cendra.Tests.Email;

/// <summary>Of what a platform passes on, the guest's words are read, and all of them.</summary>
public sealed class RelayTextTests
{
    private const string Words = "Hola,\n\nmay we come at 13:00? Wir haben 2 Hunde.\n\nAna";

    private static readonly string[] Pieces =
    [
        "We come at three.", "Is there parking?", "", "Reservation details", "Buchungsangaben", "Datos de la reserva", "Guest name: Ana", "Check-in: Friday", "Check-in", "Ana said:", "Message from Ana", "Nachricht von Ana:",
        "You have a new message from a guest", "Sie haben eine neue Nachricht von einem Gast", "Booker", "Booking ID: 12345678", "Ana sent you a message", "Automatically translated by Sea", "Privacy Policy", "Unsubscribe",
        "##- Please type your reply above this line -##", "© Ana", "This e-mail was sent by Ana", "Property", "we\u00a0arrive", "ключ 钥匙 😀",
    ];

    public static TheoryData<string> Names() => [.. RelayWrappers.Plain.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_guests_words_come_out_of_the_wrapper_whether_text_or_html(string name)
    {
        Assert.Equal(Words, Text(RelayWrappers.Wrapped(name, Words)));
        Assert.Equal(Words.Replace("\n\n", "\n"), Text(RelayWrappers.WrappedHtml(name, Words)).Replace("\n\n", "\n"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Quotes_and_signatures_within_the_wrapper_go_as_they_do_elsewhere(string name) =>
        Assert.Equal("At three.", Text(RelayWrappers.Wrapped(name, "At three.\n\nOn Fri, 20 Nov 2026 at 10:15, Sea View <stay@sea.test> wrote:\n> When do you come?\n\nSent from my iPhone")));

    [Fact]
    public void What_a_guest_writes_of_booking_details_is_no_end() =>
        Assert.Equal("Here are our\nReservation details\nplease check:\nCheck-in: Friday?", Text(RelayWrappers.Wrapped("Booking.com, English", "Here are our\nReservation details\nplease check:\nCheck-in: Friday?")));

    [Theory]
    [InlineData("Message de Jean Dupont :\n\nBonjour,\nMaria said:\nthe key is lost\n\nRépondre")]
    [InlineData("Hello\nReservation details\nGuest name: Ana\nIs that right?")]
    [InlineData("You have a new message from a guest\nand I do not see it.\nAna")]
    [InlineData("Just a line.")]
    [InlineData("")]
    public void Without_a_wrapper_that_is_known_all_of_it_stays(string text)
    {
        var mail = Mails.Read($"{RelayWrappers.BookingFrom}\nContent-Type: text/plain; charset=utf-8\n\n{text}");

        Assert.Equal(mail.Reply.Text, Text(mail));
        Assert.Equal(text, Text(mail));
    }

    [Theory]
    [InlineData("airbnb", "Jean\n\nVoyageur\n\nFor which\nGuest\nis the cot?\n\nRépondre")]
    [InlineData("expedia", "Message de Jean\n\nHello, on Monday\nSea View sent you a message\nand so did we.\n\nRépondre")]
    public void In_a_wrapper_of_another_language_a_line_of_the_guests_is_no_beginning(string key, string text) =>
        Assert.Equal(text, RelayText.Of(MailRelay.All.Single(r => r.Key == key), Mails.Read($"From: a@x.test\nContent-Type: text/plain; charset=utf-8\n\n{text}")));

    [Fact]
    public void A_wrapper_with_nothing_in_it_stays()
    {
        var mail = RelayWrappers.Wrapped("Booking.com, English", "");

        Assert.Equal(mail.Reply.Text, Text(mail));
    }

    [Fact]
    public void A_wrapper_whose_end_is_not_known_loses_only_its_beginning() =>
        Assert.Equal("Hi\nthere\nLes détails", RelayText.Of(MailRelay.Booking, Mails.Read($"{RelayWrappers.BookingFrom}\n\nYou have a new message from a guest\nAna said:\nHi\nthere\nLes détails")));

    [Property(MaxTest = 2000)]
    public Property Nothing_that_stands_in_a_wrapper_is_lost_whatever_it_looks_like()
    {
        var words = from lines in Gen.Elements(Pieces).NonEmptyListOf() select string.Join('\n', lines);
        return Prop.ForAll(words.ToArbitrary(), Gen.Elements(RelayWrappers.Plain.Keys.ToArray()).ToArbitrary(), (w, name) =>
        {
            var kept = Lines(Text(RelayWrappers.Wrapped(name, w)));
            return Lines(w).All(kept.Remove);
        });
    }

    [Property(MaxTest = 500)]
    public Property What_is_read_of_any_text_are_lines_of_it_and_never_nothing()
    {
        var texts = from lines in Gen.Elements(Pieces).ListOf() select string.Join('\n', lines);
        return Prop.ForAll(texts.ToArbitrary(), Gen.Elements(MailRelay.All.ToArray()).ToArbitrary(), (text, relay) =>
        {
            var all = Lines(text);
            var kept = Lines(RelayText.Of(relay, Mails.Read($"From: a@x.test\nContent-Type: text/plain; charset=utf-8\n\n{text}")));
            return kept.Count > 0 == all.Count > 0 && kept.All(all.Remove);
        });
    }

    private static string Text(IncomingMail mail) => RelayText.Of(RelayedMail.Of(mail)!.Relay, mail);

    private static List<string> Lines(string text) => [.. text.Replace('\u00a0', ' ').Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0)];
}
