using System.Security.Cryptography;
using MimeKit;
using MimeKit.Utils;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>Mails with nothing in them that matters.</summary>
internal static class TestMail
{
    public static MimeMessage To(string address, string subject = "When can we come?", int bytes = 0)
    {
        var mail = new MimeMessage { Subject = subject, MessageId = MimeUtils.GenerateMessageId("guest.test") };
        mail.From.Add(new MailboxAddress("Ana", "guest@guest.test"));
        mail.To.Add(new MailboxAddress("", address));
        mail.Body = new TextPart("plain") { Text = "Is three o'clock fine?\r\n" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(bytes), Base64FormattingOptions.InsertLineBreaks) };
        return mail;
    }
}
