"""What happens to one person, one group or one tie in a week: rules applied to the state."""
