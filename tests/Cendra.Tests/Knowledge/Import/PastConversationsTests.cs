using System.Text;
using Cendra.Knowledge.Import.Past;
using Xunit;

namespace Cendra.Tests.Knowledge.Import;

public sealed class PastConversationsTests
{
    [Fact]
    public void A_question_is_paired_with_the_first_answer_and_thanks_are_left_out()
    {
        var read = Table(
            "1,guest,2026-05-01T10:00:00Z,\"Hi Ana, where can we park?\",Casa 1", "1,guest,2026-05-01T10:01:00Z,Thanks!,Casa 1", "1,host,2026-05-01T12:00:00Z,\"Behind the house, it is free.\",Casa 1",
            "1,host,2026-05-01T12:05:00Z,The gate is green.,Casa 1", "1,guest,2026-05-01T13:00:00Z,Muchas gracias 😀,Casa 1", "2,guest,2026-05-01T10:00:00Z,Is there a cot?,", "2,host,2026-05-05T10:00:00Z,Yes there is.,");

        var exchange = Assert.Single(read.Exchanges);
        Assert.Equal(("Hi (name), where can we park?", "Behind the house, it is free.", "Casa 1"), (exchange.GuestQuestion, exchange.HostReply, exchange.PropertyName));
        Assert.Equal("line 2", exchange.Place);
        Assert.Equal(7, read.Messages);
    }

    [Fact]
    public void Codes_addresses_numbers_and_names_are_masked()
    {
        var read = Table("1,guest,2026-05-01T10:00:00Z,\"How do we get in? Call me: +34 600 123 123 or a@b.com\",", "1,host,2026-05-01T12:00:00Z,\"Hi Maria Lopez, the keypad code is 4821#.\nBest regards,\nAna\",");

        var exchange = Assert.Single(read.Exchanges);
        Assert.Equal("How do we get in? Call me: (number) or (mail address)", exchange.GuestQuestion);
        Assert.Equal("Hi (name), the keypad code is (digits).", exchange.HostReply);
        Assert.Equal("Exchange at line 2", exchange.ToString());
    }

    [Theory]
    [InlineData("¿Hay cuna para el bebé?", true)]
    [InlineData("Gibt es einen Föhn", true)]
    [InlineData("駐車場はありますか", true)]
    [InlineData("有停车场吗", true)]
    [InlineData("هل يوجد موقف", true)]
    [InlineData("We arrive at 3 pm", false)]
    [InlineData("Vielen Dank, alles klar!", false)]
    [InlineData("谢谢！", false)]
    [InlineData("👍", false)]
    [InlineData("", false)]
    public void Questions_are_told_from_news_and_thanks(string text, bool asks) => Assert.Equal(asks, PastWords.Asks(text));

    [Fact]
    public void Mails_belong_together_by_their_ids_and_quoted_history_is_cut()
    {
        var read = Mbox(
            Mail("guest1@example.com", "Maria Lopez", "<1@x>", "", "Fri, 01 May 2026 10:00:00 +0200", "Hello,\nis there a hair dryer?\n\nMaria"),
            Mail("ANA@casa.example", "Ana Ruiz", "<2@x>", "<1@x>", "Fri, 01 May 2026 12:00:00 +0200", "Yes Maria, in the bathroom.\n\nOn Fri, 1 May 2026 at 10:00, Maria Lopez <guest1@example.com> wrote:\n> is there a hair dryer?"),
            Mail("guest2@example.com", "Bob", "<3@x>", "", "Fri, 01 May 2026 10:00:00 +0200", "Can I bring a dog?"));

        var exchange = Assert.Single(read.Exchanges);
        Assert.Equal("Hello,\nis there a hair dryer?\n\n(name)", exchange.GuestQuestion);
        Assert.Equal("Yes (name), in the bathroom.", exchange.HostReply);
        Assert.Equal(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero), exchange.AtUtc);
        Assert.Equal(3, read.Messages);
    }

    [Fact]
    public void Ten_thousand_mails_are_read_and_broken_ones_are_no_end()
    {
        var mails = Enumerable.Range(0, 5000).SelectMany(i => new[]
        {
            Mail("g@example.com", "G", $"<{i}q@x>", "", "Fri, 01 May 2026 10:00:00 +0200", $"Is there a thing {i}?"), Mail("ana@casa.example", "Ana", $"<{i}a@x>", $"<{i}q@x>", "Fri, 01 May 2026 11:00:00 +0200", $"Yes, thing {i} is there."),
        });

        Assert.Equal((5000, 10_000), (Mbox([.. mails]).Exchanges.Count, Mbox([.. mails]).Messages));
        foreach (var broken in new[] { "", "no mbox", "From \n\n", "From x\nContent-Type: multipart/mixed; boundary=\"a\"\n\n--a\n--a\n--a--", "From x\nFrom: <<<>>>\nDate: never\n\n\0\u0001", "From x\nContent-Transfer-Encoding: base64\nContent-Type: text/plain; charset=nope\n\n!!!!\n" })
        {
            Assert.Empty(PastMbox.Read(new MemoryStream(Encoding.UTF8.GetBytes(broken)), ["ana@casa.example"], CancellationToken.None).Exchanges);
        }
    }

    [Fact]
    public void Of_a_mailbox_that_cannot_be_read_on_it_is_said_from_where_on_nothing_was_read()
    {
        var broken = Enumerable.Range(0, 130).Select(_ => "From x Fri May  1 10:00:00 2026\ngarbage\n\nbody\n\n");
        var read = Mbox([Mail("g@example.com", "G", "<1@x>", "", "Fri, 01 May 2026 10:00:00 +0200", "Is there a cot?"), .. broken]);

        Assert.Equal((1, 101, "message 102"), (read.Messages, read.Problems.Count, read.Problems[0].Place));
        Assert.StartsWith("The rest of the file from message 102 was not read", read.Problems[0].Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_more_problems_than_are_named_it_is_said_how_many_there_are()
    {
        var read = Table([.. Enumerable.Range(0, 600).Select(_ => "1,robot,2026-05-01,Where?,")]);

        Assert.Equal((500, "There are 101 more problems. Mend these first and import the file again."), (read.Problems.Count, read.Problems[^1].Words));
    }

    [Fact]
    public void A_table_without_its_columns_and_rows_without_a_time_are_named()
    {
        Assert.Contains("columns", Assert.Single(PastCsv.Read("a,b\n1,2"u8.ToArray()).Problems).Words, StringComparison.Ordinal);
        Assert.Equal(["line 2", "line 3"], Table("1,guest,soon,Where?,", "1,robot,2026-05-01,Where?,").Problems.Select(p => p.Place));
    }

    private static PastResult Table(params string[] rows) => PastCsv.Read(Encoding.UTF8.GetBytes("conversation,author,at,text,property\n" + string.Join('\n', rows)));

    private static PastResult Mbox(params string[] mails) => PastMbox.Read(new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(mails))), ["ana@casa.example"], CancellationToken.None);

    private static string Mail(string from, string name, string id, string replyTo, string date, string text) =>
        $"From {from} Fri May  1 10:00:00 2026\nFrom: {name} <{from}>\nTo: x@example.com\nDate: {date}\nMessage-ID: {id}\n{(replyTo.Length > 0 ? $"In-Reply-To: {replyTo}\n" : "")}Content-Type: text/plain; charset=utf-8\n\n{text}\n\n";
}
