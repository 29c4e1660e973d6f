namespace Cendra.Messaging.Email.Writing;

/// <summary>Why a mail leaves. It decides what other programs are told of it (RFC 3834): whoever knows that a program wrote does not answer it with a program.</summary>
public enum MailOccasion
{
    /// <summary>The assistant answers what a guest wrote: <c>Auto-Submitted: auto-replied</c>.</summary>
    Answer,

    /// <summary>Its time has come, nobody asked: <c>Auto-Submitted: auto-generated</c>.</summary>
    Scheduled,

    /// <summary>A host wrote it: nothing says that it is automatic, since that would be wrong.</summary>
    Person,
}
