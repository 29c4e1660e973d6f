using Cendra.Messaging.Email.Reading;
using Xunit;

namespace Cendra.Tests.Email;

/// <summary>Of the parts of a mail the written ones become its text and the others are noted.</summary>
public sealed class MailPartsTests
{
    [Fact]
    public void Plain_text_is_preferred_and_pictures_of_the_html_are_files()
    {
        var mail = Mails.Read(Multipart("mixed", "o",
            Multipart("alternative", "i", "Content-Type: text/plain\n\nplain words", Multipart("related", "r", "Content-Type: text/html\n\n<p>html words</p>", "Content-Type: image/png; name=logo.png\nContent-Transfer-Encoding: base64\n\nAAAA")),
            "Content-Type: application/pdf; name=ticket.pdf\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nAAAAAAAA"));

        Assert.Equal("plain words", mail.Text);
        Assert.Equal([new NotedFile("image/png", "logo.png", 3), new NotedFile("application/pdf", "ticket.pdf", 6)], mail.Files);
    }

    [Theory]
    [InlineData("Content-Type: text/plain\n\n \n", "Content-Type: text/html\n\n<p>html words</p>")]
    [InlineData("Content-Type: text/html\n\n<p>html words</p>", "Content-Type: text/calendar\n\nBEGIN:VCALENDAR")]
    public void Where_nothing_plain_was_written_the_html_is_read(string one, string other) => Assert.Equal("html words", Mails.Read(Multipart("alternative", "b", one, other)).Text);

    [Fact]
    public void Text_before_and_after_a_picture_is_one_text()
    {
        var mail = Mails.Read(Multipart("mixed", "b", "Content-Type: text/plain\n\nbefore", "Content-Type: image/jpeg\n\nx", "Content-Type: text/plain\n\nafter"));

        Assert.Equal(("before\n\nafter", 1), (mail.Text, mail.FileCount));
    }

    [Fact]
    public void A_mail_within_the_mail_and_a_text_file_are_noted_and_not_read()
    {
        var mail = Mails.Read(Multipart("mixed", "b", "Content-Type: text/plain\n\nsee the mail", "Content-Type: message/rfc822\n\nFrom: x@x.test\n\nnot mine", "Content-Type: text/plain; name=a.txt\nContent-Disposition: attachment\n\nnot mine either"));

        Assert.Equal("see the mail", mail.Text);
        Assert.Equal(["message/rfc822", "text/plain"], mail.Files.Select(f => f.Kind));
    }

    [Fact]
    public void A_signed_mail_is_read() =>
        Assert.Equal("signed words", Mails.Read(Multipart("signed", "b", "Content-Type: text/plain\n\nsigned words", "Content-Type: application/pgp-signature; name=s.asc\n\nx")).Text);

    [Fact]
    public void More_files_than_anybody_sends_are_counted_and_not_noted()
    {
        var mail = Mails.Read(Multipart("mixed", "b", [.. Enumerable.Range(0, 150).Select(i => $"Content-Type: image/png; name={i}.png\n\nx")]));

        Assert.Equal((100, 150), (mail.Files.Count, mail.FileCount));
    }

    [Theory]
    [InlineData("base64", "SGVs!!bG8g\n====Z3Vlc3Q=", "Hello guest")]
    [InlineData("base64", "SGVsbG8", "Hel")]
    [InlineData("quoted-printable", "hello =ZZ =C3=A9 =\nnext=", "hello =ZZ \u00e9 next")]
    [InlineData("x-unknown", "as it is", "as it is")]
    public void A_broken_encoding_loses_no_more_than_its_broken_place(string encoding, string body, string text) =>
        Assert.StartsWith(text, Mails.With($"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {encoding}", body).Text, StringComparison.Ordinal);

    private static string Multipart(string kind, string boundary, params string[] parts) =>
        (boundary is "o" or "b" ? "From: a@x.test\n" : "") + $"Content-Type: multipart/{kind}; boundary={boundary}\n\n{string.Concat(parts.Select(p => $"--{boundary}\n{p}\n"))}--{boundary}--\n";
}
