using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cendra.Domain.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddEmail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // As addresses are compared from here on, in no language but that of addresses.
            migrationBuilder.Sql("UPDATE \"Reservations\" SET \"GuestEmail\" = lower(trim(\"GuestEmail\"))");

            migrationBuilder.AddColumn<string>(
                name: "AddressesHash",
                table: "Messages",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "MailId",
                table: "Messages",
                type: "TEXT",
                maxLength: 254,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Subject",
                table: "Messages",
                type: "TEXT",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "UnknownOutcomes",
                table: "Deliveries",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "MailToken",
                table: "Conversations",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "UnusableSinceUtc",
                table: "ChannelIdentities",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Mailboxes",
                columns: table => new
                {
                    ConnectionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Validity = table.Column<long>(type: "INTEGER", nullable: false),
                    LastUid = table.Column<long>(type: "INTEGER", nullable: false),
                    BegunUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    NotedUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Mailboxes", x => x.ConnectionId);
                    table.ForeignKey(
                        name: "FK_Mailboxes_Connections_ConnectionId",
                        column: x => x.ConnectionId,
                        principalTable: "Connections",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_MailToken",
                table: "Conversations",
                column: "MailToken",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Mailboxes");

            migrationBuilder.DropIndex(
                name: "IX_Conversations_MailToken",
                table: "Conversations");

            migrationBuilder.DropColumn(
                name: "AddressesHash",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "MailId",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "Subject",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "UnknownOutcomes",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "MailToken",
                table: "Conversations");

            migrationBuilder.DropColumn(
                name: "UnusableSinceUtc",
                table: "ChannelIdentities");
        }
    }
}
