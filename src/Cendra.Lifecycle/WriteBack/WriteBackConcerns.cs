using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Reservations.Sync;

namespace Cendra.Lifecycle.WriteBack;

/// <summary>What hosts are told of fields in booking systems: once for a system that does not take codes, with the stays it touches; once for each field that a person changed.</summary>
public sealed class WriteBackConcerns(EscalationDesk desk, ConnectionWatch watch, StayClock clock)
{
    private const string Silent = "write-back:";
    private const string Edited = "write-back-edit:";
    private const int Patience = 3;
    private static readonly TimeSpan Urgent = TimeSpan.FromHours(24);

    /// <summary>The cause of the call about a system.</summary>
    public static string SilentCause(Guid connectionId) => $"{Silent}{connectionId:N}";

    /// <summary>The cause of the question about a field.</summary>
    public static string EditedCause(Guid rowId) => $"{Edited}{rowId:N}";

    /// <summary>It failed again: a host hears of it when it lasts, at once where only a person can mend it.</summary>
    public async Task SayAsync(CodeWriteBack row, Connection connection, Stay stay, SourceException trouble, CancellationToken ct)
    {
        var needsSomebody = trouble.Trouble is SourceTrouble.SignIn or SourceTrouble.Settings;
        if (needsSomebody)
        {
            await watch.FailingAsync(connection.Id, ConnectionState.NeedsSignIn, $"Codes are not written there. {trouble.Message}", ct);
        }

        if (needsSomebody || row.Failures >= Patience)
        {
            await desk.RaiseAsync(
                new Concern(
                    SilentCause(connection.Id), IsNear(stay) ? EscalationPriority.P1 : EscalationPriority.P2, $"Codes do not get into {connection.Name}",
                    $"{trouble.Message} The codes on the locks and Cendra’s own messages are not touched by this. Messages that {connection.Name} sends itself may lack the code or name an old one; Cendra keeps trying.",
                    "Look at the field for the code in the booking system.", ConnectionId: connection.Id), ct, stay.Id);
        }
    }

    /// <summary>A person changed the field to something that is not taken over.</summary>
    public Task AskAsync(FieldLook look, string why, CancellationToken ct) => desk.RaiseAsync(
        new Concern(
            EditedCause(look.Row.Id), IsNear(look.Stay) ? EscalationPriority.P1 : EscalationPriority.P2, $"The code of a booking was changed in {look.Connection.Name}",
            $"What stands there opens no door. It was not taken over: {why} It is left as it is. Empty the field there and Cendra writes the code that opens; or choose other digits on the page of the stay.",
            "Empty the field, or choose digits on the page of the stay.", ConnectionId: look.Connection.Id) { RenewsText = true }, ct, look.Stay.Id);

    /// <summary>This stay's field is in order.</summary>
    public Task SettleAsync(Guid stayId, CancellationToken ct) => desk.AlignAsync(stayId, [], [Silent, Edited], ct);

    /// <summary>After saving.</summary>
    public void Wake() => desk.Wake();

    private bool IsNear(Stay stay) => stay.CheckInUtc - clock.GetUtcNow() <= Urgent;
}
