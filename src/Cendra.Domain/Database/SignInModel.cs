using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Domain.Database;

/// <summary>
/// The tables of sign-in, stated here in full (version 3 of the Identity schema: lengths and passkeys), because the schema version of
/// <c>IdentityOptions</c> is not known where contexts are made without a host: by <c>dotnet ef</c>, by a command, by a test.
/// </summary>
internal static class SignInModel
{
    /// <summary>Identity's own limits: 128 characters for keys, 256 for a phone number, 1023 bytes for a passkey's credential id (WebAuthn, section 4).</summary>
    public static void Build(ModelBuilder b)
    {
        b.Entity<HostUser>().Property(u => u.PhoneNumber).HasMaxLength(256);
        b.Entity<IdentityUserLogin<Guid>>(e =>
        {
            e.Property(l => l.LoginProvider).HasMaxLength(128);
            e.Property(l => l.ProviderKey).HasMaxLength(128);
        });
        b.Entity<IdentityUserToken<Guid>>(e =>
        {
            e.Property(t => t.LoginProvider).HasMaxLength(128);
            e.Property(t => t.Name).HasMaxLength(128);
        });
        b.Entity<IdentityUserPasskey<Guid>>(e =>
        {
            e.ToTable("AspNetUserPasskeys").HasKey(p => p.CredentialId);
            e.Property(p => p.CredentialId).HasMaxLength(1024);
            e.OwnsOne(p => p.Data).ToJson();
            e.HasOne<HostUser>().WithMany().HasForeignKey(p => p.UserId).IsRequired();
        });
    }
}
