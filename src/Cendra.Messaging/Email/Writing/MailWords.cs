using Cendra.Agent.Prompts;
using Cendra.Domain.Conversations;

namespace Cendra.Messaging.Email.Writing;

/// <summary>
/// The subjects and the small print of mails to guests, from <c>prompts/mail-words.md</c>. Throws <see cref="PromptException"/> when the file is missing or cannot be used.
/// </summary>
public sealed class MailWords(PromptShelf shelf)
{
    /// <summary>The file.</summary>
    public const string Book = "mail-words";

    private const string Stay = "stay";
    private const int LongestValue = 100;

    /// <summary>All that is ever filled in: subjects stand on locked screens, where no code may, whatever an owner writes into the file.</summary>
    private static readonly string[] Places = ["property", "guest"];

    private static readonly string[] WithSubject =
    [
        MessageKinds.PreArrival, MessageKinds.CodeChanged, MessageKinds.BookingConfirmed, MessageKinds.TimeChanged, MessageKinds.CheckOutReminder, MessageKinds.Thanks, MessageKinds.OneTimeCode, MessageKinds.AddressAdded,
    ];

    /// <summary>The languages in which all of it is written.</summary>
    public IReadOnlyList<string> Languages => shelf.Book(Book).Languages;

    /// <summary>
    /// The subject of a mail that begins a conversation, one line. Of <paramref name="values"/> only <c>property</c> and <c>guest</c> are used. Kinds without a subject of their own,
    /// such as answers, speak of the stay.
    /// </summary>
    public string Subject(string messageKind, string language, IReadOnlyDictionary<string, string> values) =>
        WrittenText.Line(Said(WithSubject.Contains(messageKind, StringComparer.Ordinal) ? messageKind : Stay, language, values), MailWriter.LongestSubject);

    /// <summary>Who wrote the mail, that it may be answered and, where the assistant wrote it, how to reach a person.</summary>
    public string Foot(string language, IReadOnlyDictionary<string, string> values, MailOccasion occasion) =>
        Said(occasion == MailOccasion.Person ? "foot-person" : "foot-automatic", language, values);

    private string Said(string key, string language, IReadOnlyDictionary<string, string> values) =>
        shelf.Book(Book).Text(language, key).Fill(Places.Where(values.ContainsKey).ToDictionary(p => p, p => WrittenText.Line(values[p], LongestValue), StringComparer.Ordinal));
}
